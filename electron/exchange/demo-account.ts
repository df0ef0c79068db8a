import type { Credentials } from './session';

/** The credentials the demo knows. They open nothing but the demo. */
export const DEMO_CREDENTIALS: Credentials = { apiKey: 'demokey', apiSecret: 'demosecret' };
