import { headerOf, type Receiver } from '@vzaps/core/webhooks';
import { type ContractSite, contractSite } from './scenario.ts';
import type { SiteReport, SiteSetup } from './scenario-setup.ts';

/** Where the sites of the contract play, behind one server that need not know. */
export interface Stage {
  /** Stands for the receiver of the site that a request names. */
  receiver: Receiver;
  /** Returns the name of a new site, for `SITE_HEADER`. */
  open(setup: SiteSetup): string;
  closeReceiver(site: string): Promise<void>;
  /** What became of its requests. The site is over with that. */
  report(site: string): SiteReport;
}

/** Names the site that a request is meant for: one may arrive when its client, and its site, are long gone. */
export const SITE_HEADER = 'x-contract-site';

export function createStage(): Stage {
  let opened = 0;
  const sites = new Map<string, ContractSite>();
  const siteOf = (name = String(opened)): ContractSite => sites.get(name) ?? contractSite();
  const meant = ({ headers }: { headers: Parameters<typeof headerOf>[0] }): Receiver =>
    siteOf(headerOf(headers, SITE_HEADER)).receiver;

  const receiver: Receiver = {
    // What a mount listens to by itself is no part of the contract.
    on: () => receiver,
    onAny: () => receiver,
    receive: (delivery) => meant(delivery).receive(delivery),
    verify: (delivery) => meant(delivery).verify(delivery),
    dispatch: (event, from) => siteOf().receiver.dispatch(event, from),
    fetch: (request) => meant(request).fetch(request),
    close: async () => {
      for (const site of sites.values()) await site.receiver.close();
    },
  };

  return {
    receiver,
    open(setup) {
      opened += 1;
      sites.set(String(opened), contractSite(setup));
      return String(opened);
    },
    closeReceiver: (site) => siteOf(site).receiver.close(),
    report(name) {
      const { report } = siteOf(name);
      sites.delete(name);
      return report();
    },
  };
}
