export { contractServer } from './contract-server.ts';
export { type ContractSite, contractSite } from './scenario.ts';
export type {
  HandlerName,
  InboxName,
  Seen,
  SiteReport,
  SiteSetup,
  StoreName,
  Told,
  VerifierName,
} from './scenario-setup.ts';
