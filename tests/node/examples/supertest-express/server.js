import cors from 'cors';
import express from 'express';

const app = (options) => express()
  .use(cors(options))
  .get('/orders', (_, response) => { response.json([]); });

export const server = app({ origin: 'https://app.example.com', credentials: true });
/** Any origin, and credentials: browsers don't take the two together. */
export const broken = app({ origin: '*', credentials: true });
