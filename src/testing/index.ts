export { storeContract } from './store-contract';
export type { StoreContractRunner, StoreContractSubject } from './subject';
