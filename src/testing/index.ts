export { storeContract } from './store-contract';
export type {
  StoreCapabilities,
  StoreContractRunner,
  StoreContractSubject,
  StoreContractTest,
} from './subject';
