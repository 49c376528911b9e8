import { requiredNumber, requiredObject, text } from '../wire/fields.ts';
import { omitAbsent } from '../wire/omit-absent.ts';
import { parseNumber } from '../wire/parse-number.ts';
import { contextField } from './context-info.ts';
import { type ContentNodes, defineNode } from './define-node.ts';

/** A place, or the first place of a person that shares a live location. */
export interface LocationContent {
  kind: 'location';
  /** Degrees north of the equator. */
  latitude: number;
  /** Degrees east of Greenwich. */
  longitude: number;
  /** The name of the place. */
  name?: string;
  /** The address of the place. */
  address?: string;
  /** Whether the sender shares further movement. */
  live: boolean;
}

const fields = {
  degrees_latitude: requiredNumber('[lineage] Degrees north of the equator.'),
  degrees_longitude: requiredNumber('[lineage] Degrees east of Greenwich.'),
  name: text('[lineage] The name of the place.'),
  address: text('[lineage] The address of the place.'),
  caption: text('[lineage] The text that the sender added to a live location.'),
  ...contextField,
};

function locationNode(live: boolean, about: string) {
  return defineNode(requiredObject(about, fields), (node): LocationContent | undefined => {
    const latitude = parseNumber(node.degrees_latitude);
    const longitude = parseNumber(node.degrees_longitude);
    if (latitude === undefined || longitude === undefined) return undefined;
    return {
      kind: 'location',
      latitude,
      longitude,
      ...omitAbsent({ name: node.name || node.caption, address: node.address }),
      live,
    };
  });
}

export const location: ContentNodes<LocationContent> = {
  location_message: locationNode(false, '[lineage] A place.'),
  live_location_message: locationNode(true, '[lineage] The first place of a live location.'),
};
