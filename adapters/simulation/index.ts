export { carryOut, type Ending, type SimulationOptions } from './carry-out';
export { type Plan, planOf } from './plan';
export { columnOf } from './table';
export { workForHand } from './worker';
