/** What a volley of requests came to. */
export interface Findings {
  /** Answers by status. */
  statuses: Record<number, number>;
  /** Connections that the server closed for want of HTTP, and those that we left. */
  closed: number;
  left: number;
  /** What must not be; each with the bytes that led to it. */
  problems: string[];
}

export const noFindings = (): Findings => ({ statuses: {}, closed: 0, left: 0, problems: [] });

/** With so many problems there is no need to go on. */
export const ENOUGH = 10;

/** Every status that a server, or an adapter, may give to whatever comes. */
const RIGHT = [200, 400, 401, 404, 405, 408, 411, 413, 414, 415, 417, 422, 431, 505];

export function note(findings: Findings, status: number, bytes: Buffer, fails: boolean): void {
  findings.statuses[status] = (findings.statuses[status] ?? 0) + 1;
  if (!RIGHT.includes(status) && !(fails && status === 500)) blame(findings, `answered ${status}`, bytes);
}

export function blame(findings: Findings, what: string, bytes: Buffer): void {
  const text = bytes.toString('latin1');
  findings.problems.push(`${what}: ${JSON.stringify(text.length > 800 ? `${text.slice(0, 800)}…` : text)}`);
}
