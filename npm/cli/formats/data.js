/** A call for programs: its row, and its Report where there is something to say. */

/** @typedef {import('../document.js').Call} Call */

/** Whether anything is wrong with it, or it is all there is. @param {Call} call */
export const isTold = ({ row, isAlone }) => isAlone || (row.verdict !== 'allowed' && row.verdict !== 'undetermined');

/** @param {Call} call */
export const callData = (call) => ({
  ...(call.file !== null && { file: call.file }), ...call.row, ...(isTold(call) && { report: call.report() }),
});
