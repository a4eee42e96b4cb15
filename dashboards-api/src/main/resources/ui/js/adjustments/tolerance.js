import { get } from '../api.js';
import { absolute, sum } from '../format.js';
import { session } from '../session.js';

const DAY_MS = 24 * 3_600_000;
const PAGE = 200;
const MAX_PAGES = 5;

/**
 * The limits of a site and this person's total of the last 24 hours at all sites, as the server sums it: what was rejected
 * does not count. It is worked out for the screen; the server checks again when it posts.
 */
export async function toleranceOf(site, signal) {
  const [sites, mine] = await Promise.all([get('/sites', {}, { signal }), adjustmentsOfTheDay(signal)]);
  const limits = sites.items.find(each => each.site === site);
  if (!limits) return null;
  return {
    limit: limits.adjustmentLimit,
    dailyLimit: limits.adjustmentDailyLimit,
    rollingTotal: sum(mine.map(each => absolute(each.value))),
  };
}

async function adjustmentsOfTheDay(signal) {
  const since = Date.now() - DAY_MS;
  const mine = [];
  let cursor = null;
  for (let page = 0; page < MAX_PAGES; page++) {
    const list = await get('/adjustments', { limit: PAGE, cursor }, { signal });
    const recent = list.items.filter(each => Date.parse(each.proposedAt) > since);
    mine.push(...recent.filter(each => each.proposedBy === session.person && each.state !== 'REJECTED' && !each.history));
    cursor = list.next;
    if (!cursor || recent.length < list.items.length) break;
  }
  return mine;
}
