import { createServer } from 'node:net'

/** A port that nobody listens on at the moment, at an address of this machine. */
export const freePort = (host = '127.0.0.1') =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, host, () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
