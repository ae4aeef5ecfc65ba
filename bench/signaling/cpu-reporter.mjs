// Loaded into a server before its own code (`node --import`): answers each message of the process
// that started it with the CPU time used so far, in microseconds, and its memory, in bytes.
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  // With --expose-gc what is no longer needed does not count.
  globalThis.gc?.();
  process.send?.({ cpuUs: user + system, rssBytes: process.memoryUsage.rss() });
});
// The channel to the bench is no reason to stay.
process.channel?.unref();
