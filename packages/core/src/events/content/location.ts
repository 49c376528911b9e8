import * as z from 'zod';
import { text } from '../wire/fields.ts';
import { numberOf } from '../wire/number.ts';
import { contextField } from './context-info.ts';
import { defineNode } from './define-node.ts';

/** A place, or the first place of somebody who moves. */
export interface LocationContent {
  kind: 'location';
  latitude: number;
  longitude: number;
  name?: string;
  address?: string;
  /** Whether the sender shares where they go from there. */
  live: boolean;
}

const degrees = (about: string) => z.union([z.number(), z.string()]).describe(about);

function locationNode(live: boolean, about: string) {
  const schema = z.looseObject({
    degrees_latitude: degrees('[lineage] North of the equator.'),
    degrees_longitude: degrees('[lineage] East of Greenwich.'),
    name: text('[lineage] The name of the place.'),
    address: text('[lineage] Its address.'),
    caption: text('[lineage] What the sender wrote to a live location.'),
    ...contextField,
  });
  return defineNode(schema.describe(about), (node) => {
    const latitude = numberOf(node.degrees_latitude);
    const longitude = numberOf(node.degrees_longitude);
    if (latitude === undefined || longitude === undefined) return undefined;
    const name = node.name || node.caption;
    return {
      kind: 'location',
      latitude,
      longitude,
      ...(name && { name }),
      ...(node.address && { address: node.address }),
      live,
    };
  });
}

export const location = locationNode(false, '[lineage] A place.');
export const liveLocation = locationNode(true, '[lineage] Where the sender is, and goes.');
