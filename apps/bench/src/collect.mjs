// Loaded into every server of the bench: collects garbage when asked, before its memory is read.
process.on('SIGUSR2', () => globalThis.gc?.())
