/** Takes texts to every node, this one included. What it loses, it does not bring again. */
export interface Carrier {
  /** Longest text that it takes, in bytes. */
  readonly most: number
  send(texts: readonly string[]): Promise<void>
  close(): Promise<void>
}

export interface CarrierListener {
  receive(text: string): void
  /** Listening has begun, or begun again: what was said before was not heard. */
  joined(): void
}

export type OpenCarrier = (listener: CarrierListener) => Promise<Carrier>
