import { describe, expect, it } from 'vitest';
import { isPublicAddress, isPublicName } from './public-address.ts';

describe('isPublicAddress()', () => {
  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.15.0.1',
    '172.32.0.1',
    '100.63.0.1',
    '100.128.0.1',
    '192.167.1.1',
    '2001:200::1',
    '2606:4700:4700::1111',
    '2a00:1450:4001:81b::200e',
    '::ffff:8.8.8.8',
    '::ffff:808:808',
    '64:ff9b::8.8.8.8',
    '2002:808:808::1',
  ])('accepts the public address %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '100.127.255.255',
    '127.0.0.1',
    '127.255.255.255',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '[::1]',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:10.0.0.1',
    '64:ff9b::10.0.0.1',
    '64:ff9b:1::8.8.8.8',
    '2002:7f00:1::1',
    '192.88.99.1',
    '2001::1',
    '2001:2::1',
    '2001:10::1',
    '2001:db8::1',
    '3fff::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '4000::1',
    'not an address',
    '1.2.3',
    '256.1.1.1',
    '1::2::3',
    '',
  ])('refuses %j', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('isPublicName()', () => {
  it.each(['media.vzaps.com', 'example.com.', '8.8.8.8', '[2606:4700:4700::1111]'])('accepts %s', (name) => {
    expect(isPublicName(name)).toBe(true);
  });

  it.each([
    'localhost',
    'LOCALHOST.',
    'localhost..',
    '127.0.0.1..',
    'metadata.google.internal..',
    'a.localhost',
    'printer.local',
    'metadata.google.internal',
    'intranet',
    'redis',
    '127.0.0.1',
    '[::1]',
    '[::ffff:7f00:1]',
  ])('refuses %s', (name) => {
    expect(isPublicName(name)).toBe(false);
  });
});
