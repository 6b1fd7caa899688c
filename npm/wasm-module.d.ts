/** Compiled wasm, where the runtime hands it out: what `load` takes in a Worker, which may not compile any itself. */
declare const compiled: WebAssembly.Module;
export default compiled;
