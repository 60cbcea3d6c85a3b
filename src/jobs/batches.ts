/** Works batches of at most so many until one is not full; how many there were in all. Each batch leaves nothing due of what it took. */
export async function inBatches(most: number, batch: () => Promise<number>): Promise<number> {
  let done = 0;
  for (let size = most; size === most; done += size) size = await batch();
  return done;
}
