// Loaded into a server before its own code (`node --import`): answers each message of the process
// that started it with the CPU time used so far, in microseconds.
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
// The channel to the bench is no reason to stay.
process.channel?.unref();
