import { benchKernels } from './kernels';
import { print, sink } from './measure';
import { benchTurns } from './turns';

console.log(
  `Node ${process.version}. Medians; machines are shared and drift, so believe the ratios more than the times.\n`,
);
print([...benchKernels(), ...(await benchTurns())]);
if (!Number.isFinite(sink.value)) throw new Error('a kernel lost its footing');
