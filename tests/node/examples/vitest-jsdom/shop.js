/** What the page does: it reads by `fetch`, and writes by `XMLHttpRequest`, for a progress bar's sake. */
const ORDERS = 'https://api.example.com/orders';

export const loadOrders = async () => (await fetch(ORDERS)).json();

export const saveOrder = (order, onProgress) => new Promise((resolve) => {
  const xhr = new XMLHttpRequest();
  xhr.open('PUT', ORDERS);
  xhr.setRequestHeader('Content-Type', 'application/json');
  xhr.upload.onprogress = ({ loaded, total }) => onProgress(loaded / total);
  xhr.onloadend = () => resolve(xhr.status);
  xhr.send(JSON.stringify(order));
});
