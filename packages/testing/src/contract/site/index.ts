export { contractServer } from './contract-server.ts';
export { type ContractSite, contractSite } from './contract-site.ts';
export type { HandlerName, InboxName, Seen, SiteReport, SiteSetup, StoreName, Told, VerifierName } from './setup.ts';
