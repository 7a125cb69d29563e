// Loaded into every server of the bench: collects garbage when asked, and gives the pages back, before its memory
// is read. What thousands of handshakes threw away is not what a resting socket costs.
process.on('SIGUSR2', () => {
  for (let times = 0; times < 3; times++)
    globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
})
