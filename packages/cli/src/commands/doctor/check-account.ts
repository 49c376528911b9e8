import type { Connection } from '../../settings/connect.ts';
import { messageOf } from '../../show/message-of.ts';
import { type Finding, ok, wrong } from './finding.ts';

// Times in logs and ends of leases come from the clock of this machine. Access tokens and signed URLs do not depend on it.
const MAX_CLOCK_DIFFERENCE_MS = 60_000;

/** Checks the credentials and the connection of the number. */
export async function checkAccount({ client, instanceId }: Connection, signal: AbortSignal): Promise<Finding[]> {
  try {
    const { data } = await client.sessions.status(instanceId, { signal });
    const credentials = ok('credentials', `VZaps accepts them for ${instanceId}`);
    return [
      credentials,
      data.connected
        ? ok('instance', 'connected to WhatsApp')
        : wrong(
            'instance',
            'not connected to WhatsApp',
            'Scan the QR code in the VZaps app, then run vzaps doctor again.',
          ),
    ];
  } catch (error) {
    const solution = 'Compare VZAPS_CLIENT_TOKEN, VZAPS_CLIENT_SECRET and VZAPS_INSTANCE_ID with the VZaps app.';
    return [wrong('credentials', messageOf(error), solution)];
  }
}

/** Compares the clock of this machine with the `date` header of VZaps. */
export async function checkClock(baseUrl: string, signal: AbortSignal): Promise<Finding> {
  const check = 'clock';
  try {
    const response = await fetch(baseUrl, { method: 'HEAD', signal });
    const date = Date.parse(response.headers.get('date') ?? '');
    if (Number.isNaN(date)) return { check, state: 'skipped', detail: 'VZaps sent no date' };
    const seconds = Math.round(Math.abs(Date.now() - date) / 1_000);
    if (seconds * 1_000 <= MAX_CLOCK_DIFFERENCE_MS) return ok(check, `differs from VZaps by ${seconds} s`);
    return wrong(check, `differs from VZaps by ${seconds} s`, 'Enable NTP on this machine.');
  } catch {
    return { check, state: 'skipped', detail: 'VZaps did not answer' };
  }
}
