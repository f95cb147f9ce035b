// Loaded before an entry: when the script that started it is killed, the entry stops in good order
// instead of living on unseen with the port and the data.
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
