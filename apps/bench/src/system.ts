/** One socket of the load: what it says first, and how it sends a message. */
export interface Seat {
  url: string
  headers: Record<string, string>
  protocol?: string
  /** Frames to say right after opening. */
  opening: string[]
  /** Present for senders: the frame of a message, `$id` and `$n` to be filled in. */
  message?: string
}

/** What the load generator is told; plain data, because it runs in a process of its own. */
export interface Plan {
  seats: Seat[]
  /** An answer to a message holds this and its id. */
  acknowledgement: string
}

/** A system under test. */
export interface System {
  plan: Plan
  /** Processes whose CPU is counted: servers, and databases with their children. */
  pids: number[]
  stop(): Promise<void>
}
