/* Start: the router, the person's session, the shell. */
import './parts/as-of.js';
import './shell/app.js';
import { startRouter } from './router.js';

startRouter();
