import { describe, expect, it } from 'vitest';
import { urlToken } from './url-token.ts';

const at = (target: string) => ({ method: 'POST', target, headers: {} });

describe('urlToken', () => {
  const verify = urlToken({ token: ['new one', 'old one'], param: 'token', instanceId: 'VZ1' });

  it('accepts the token, and confirms the instance whose URL it is', async () => {
    expect(await verify(at('/hook?token=new%20one'))).toEqual({ ok: true, instanceId: 'VZ1' });
    expect(await verify(at('/hook?a=1&token=new+one'))).toEqual({ ok: true, instanceId: 'VZ1' });
  });

  it('sets retiredSecret for a token that is not the first of the list', async () => {
    expect(await verify(at('/hook?token=old+one'))).toEqual({ ok: true, instanceId: 'VZ1', retiredSecret: true });
  });

  it.each([
    '/hook',
    '/hook?token=',
    '/hook?token=wrong',
    '/hook?token=new+one&token=new+one',
    '/hook?token=new+one#x',
    '//h?token=new+one',
  ])('refuses %s', async (target) => {
    expect(await verify(at(target))).toEqual({ ok: false, reason: expect.not.stringContaining('new') });
  });

  it('throws INVALID_OPTION without a token or a parameter', () => {
    expect(() => urlToken({ token: '', param: 'token' })).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
    expect(() => urlToken({ token: 'x', param: '' })).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
    expect(() => urlToken({ token: undefined as unknown as string, param: 't' })).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION' }),
    );
  });
});
