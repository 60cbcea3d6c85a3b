// PostGraphile 5 is written for Node 22; this one function is all it misses in Node 20.
Promise.withResolvers ??= function withResolvers() {
  let settle;
  const promise = new this((resolve, reject) => (settle = { resolve, reject }));
  return { promise, ...settle };
};
