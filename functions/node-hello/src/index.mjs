// The equivalent of hello on a managed runtime for Node.js, as an ES module.
export const handler = async (event) => ({ message: `Hello, ${event.name || 'world'}!` });
