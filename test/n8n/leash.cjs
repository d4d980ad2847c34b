// Loaded into n8n before all else: n8n ends when the program that started it has died, however that came about. A
// second n8n on the same folder would otherwise meet the first one there.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
