export { ERROR_CODES, type ErrorCode } from './codes';
export {
  type DetailsOf,
  EngineError,
  type ErrorDetails,
  type InputIssue,
  isEngineError,
} from './engine-error';
