/** `corscope/codes.json`: what each code stands for, as `explainCode` says it. */
declare const docs: import('./pkg/advice.js').CodeDocs;
export default docs;
