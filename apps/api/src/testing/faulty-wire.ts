import { connect, createServer, type Server, type Socket } from 'node:net'

/** A wire to a server that can hang or be cut. */
export interface FaultyWire {
  port: number
  /** Takes bytes and passes nothing on, as a machine that has stopped. */
  hang(): void
  /** Ends every connection, and takes no new one. */
  cut(): Promise<void>
  /** As before. */
  mend(): Promise<void>
  close(): Promise<void>
}

export async function openFaultyWire(to: number): Promise<FaultyWire> {
  const ends = new Set<Socket>()
  let isHanging = false
  let server: Server | undefined
  const keep = (end: Socket, other: () => Socket) => {
    ends.add(end)
    if (isHanging) end.pause()
    end.on('error', () => {})
    end.on('close', () => {
      ends.delete(end)
      other().destroy()
    })
  }
  const listen = async (port: number) => {
    const made = createServer(near => {
      const far = connect(to, '127.0.0.1')
      keep(near, () => far)
      keep(far, () => near)
      near.on('data', bytes => far.write(bytes))
      far.on('data', bytes => near.write(bytes))
      if (isHanging) near.pause()
    })
    await new Promise<void>(resolve => made.listen(port, '127.0.0.1', resolve))
    server = made
    return (made.address() as { port: number }).port
  }
  const cut = async () => {
    const closed = new Promise(resolve => server?.close(resolve) ?? resolve(undefined))
    for (const end of ends) end.destroy()
    await closed
    server = undefined
  }
  const port = await listen(0)
  return {
    port,
    cut,
    hang() {
      isHanging = true
      for (const end of ends) end.pause()
    },
    async mend() {
      isHanging = false
      for (const end of ends) end.resume()
      if (!server) await listen(port)
    },
    close: cut,
  }
}
