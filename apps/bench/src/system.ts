/** How a system speaks, as far as the load has to understand it: by the first letters of a frame. */
export interface Dialect {
  /** The frame that lets a socket in; without it, an open socket is in. */
  welcome?: string
  /** An answer to a message; it names the message's id. */
  answer: string
  /** What an answer also holds if the message was accepted. */
  accepted?: string
  /** A frame that asks whether we are there, and what we say to it. */
  ping?: { heard: string; said: string }
}

/** One socket of the load. Plain data, because the load runs in a process of its own. */
export interface Seat {
  url: string
  protocol?: string
  headers?: Record<string, string>
  /** What it says right after opening. */
  opening: string[]
  /** Present for senders: the frame of a message, `$id` and `$body` to be filled in. */
  message?: string
  /** It sits at another process than the sender of what it hears. */
  far?: boolean
}

export interface Crowd {
  seats: Seat[]
  dialect: Dialect
}

/** What is measured: servers and the databases they write to. */
export interface Processes {
  servers: number[]
  databases: number[]
}

/** A system under test. */
export interface System {
  name: string
  processes: Processes
  /** Conversations with a sender and two more sockets each. */
  crowd(senders: number): Crowd
  /** Sockets that rest. */
  resting(count: number): Crowd
  /** One sender and so many who hear it. */
  hall(hearers: number): Crowd
  /** Size of the database in bytes. */
  size(): Promise<number>
  /** Ends the server and starts it anew, on the same data. */
  restart(): Promise<void>
  stop(): Promise<void>
}
