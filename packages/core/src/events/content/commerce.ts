/** A cart that was sent from a catalogue. */
export interface OrderContent {
  kind: 'order';
  orderId: string;
  /** Needed to read the items of the order. */
  token?: string;
  itemCount?: number;
  /** The message that the customer wrote to the order. */
  text?: string;
  /** The name of the shop. */
  title?: string;
  /** The total in thousandths of the currency: 25000 is 25.00. */
  totalAmount1000?: number;
  /** The ISO 4217 code, for example `BRL`. */
  currency?: string;
}

/** A product of a catalogue. */
export interface ProductContent {
  kind: 'product';
  productId: string;
  title?: string;
  /** The message that came with the product. */
  text?: string;
  /** The price in thousandths of the currency: 25000 is 25.00. */
  priceAmount1000?: number;
  /** The ISO 4217 code, for example `BRL`. */
  currency?: string;
}
