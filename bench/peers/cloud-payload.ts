import { filledTo } from './signed-source.ts';

/** A text message of the WhatsApp Cloud API, which Kapso and whatsapp-api-js receive. */
export const cloudBody = filledTo((index, fill) => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '104996122399160',
      changes: [
        {
          field: 'messages',
          value: {
            messaging_product: 'whatsapp',
            metadata: { display_phone_number: '5511900000000', phone_number_id: '106540352242922' },
            contacts: [{ profile: { name: 'Ana' }, wa_id: '5511900001234' }],
            messages: [
              {
                from: '5511900001234',
                id: `wamid.HBgMNTUxMTkwMDAwMTIzNBUCABIYIDNFQjBDNzY3RDI2QTFCNUY3QTEx${index}`,
                timestamp: '1758126660',
                type: 'text',
                text: { body: fill },
              },
            ],
          },
        },
      ],
    },
  ],
}));

/** An event of Polar, whose types are checked. */
export const polarBody = filledTo((index, fill) => ({
  type: 'customer.deleted',
  timestamp: '2026-09-17T13:31:00Z',
  data: {
    id: `3f0c2a1e-0000-4000-8000-${String(index).padStart(12, '0')}`,
    created_at: '2026-09-17T13:31:00Z',
    modified_at: null,
    metadata: { note: fill },
    external_id: null,
    email: 'ana@example.com',
    email_verified: true,
    name: 'Ana',
    billing_address: null,
    billing_name: null,
    tax_id: null,
    organization_id: '3f0c2a1e-1d2b-4c3a-9e8f-0a1b2c3d4e5f',
    deleted_at: null,
    avatar_url: 'https://example.com/avatar.png',
    type: 'individual',
    locale: null,
  },
}));
