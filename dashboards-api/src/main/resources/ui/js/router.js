/**
 * The address is the view: screen, filters, selection and drill level all stand in it. Links inside the product carry
 * company and site along; they carry filters, never rights.
 */

const ROUTES = [
  { pattern: /^\/login$/, tag: 'sp-login', load: () => import('./login/login-page.js'), title: 'Sign in', open: true },
  { pattern: /^\/(board)?$/, tag: 'sp-board', load: () => import('./board/board-page.js'), title: 'KPI board', nav: 'board' },
  { pattern: /^\/parity$/, tag: 'sp-parity', load: () => import('./parity/parity-page.js'), title: 'Parity', nav: 'parity' },
  { pattern: /^\/queue$/, tag: 'sp-queue', load: () => import('./queue/queue-page.js'), title: 'Exceptions', nav: 'queue', slim: true },
  { pattern: /^\/orders$/, tag: 'sp-orders', load: () => import('./orders/orders-page.js'), title: 'Orders', nav: 'orders' },
  { pattern: /^\/orders\/(?<order>[^/]+)$/, tag: 'sp-order', load: () => import('./orders/order-page.js'), title: 'Order', nav: 'orders', list: '/orders' },
  { pattern: /^\/returns$/, tag: 'sp-returns', load: () => import('./returns/returns-page.js'), title: 'Returns', nav: 'returns' },
  {
    pattern: /^\/returns\/(?<back>[^/]+)$/,
    tag: 'sp-return',
    load: () => import('./returns/return-page.js'),
    title: 'Return',
    nav: 'returns',
    list: '/returns',
  },
  { pattern: /^\/invoices$/, tag: 'sp-invoices', load: () => import('./invoices/invoices-page.js'), title: 'Invoices', nav: 'invoices' },
  {
    pattern: /^\/invoices\/(?<invoice>[^/]+)$/,
    tag: 'sp-invoice',
    load: () => import('./invoices/invoice-page.js'),
    title: 'Invoice',
    nav: 'invoices',
    list: '/invoices',
  },
  {
    pattern: /^\/customers\/(?<customer>[^/]+)$/,
    tag: 'sp-customer',
    load: () => import('./partners/customer-page.js'),
    title: 'Customer',
    nav: 'orders',
    list: '/orders',
  },
  {
    pattern: /^\/purchasing$/,
    tag: 'sp-purchases',
    load: () => import('./purchasing/purchases-page.js'),
    title: 'Purchasing',
    nav: 'purchasing',
  },
  {
    pattern: /^\/purchasing\/(?<purchase>[^/]+)$/,
    tag: 'sp-purchase',
    load: () => import('./purchasing/purchase-page.js'),
    title: 'Purchase order',
    nav: 'purchasing',
    list: '/purchasing',
  },
  {
    pattern: /^\/suppliers\/(?<supplier>[^/]+)$/,
    tag: 'sp-supplier',
    load: () => import('./partners/supplier-page.js'),
    title: 'Supplier',
    nav: 'purchasing',
    list: '/purchasing',
  },
  {
    pattern: /^\/receiving$/,
    tag: 'sp-receiving',
    load: () => import('./receiving/receiving-page.js'),
    title: 'Receiving',
    nav: 'receiving',
  },
  {
    pattern: /^\/receiving\/(?<purchase>[^/]+)$/,
    tag: 'sp-receive',
    load: () => import('./receiving/receive-page.js'),
    title: 'Receive',
    nav: 'receiving',
    list: '/receiving',
  },
  { pattern: /^\/stock$/, tag: 'sp-stock', load: () => import('./stock/stock-page.js'), title: 'Stock', nav: 'stock' },
  {
    pattern: /^\/items\/(?<item>[^/]+)$/,
    tag: 'sp-item',
    load: () => import('./stock/item-page.js'),
    title: 'Item',
    nav: 'stock',
    list: '/stock',
  },
  {
    pattern: /^\/transfers$/,
    tag: 'sp-transfers',
    load: () => import('./transfers/transfers-page.js'),
    title: 'Transfers',
    nav: 'transfers',
  },
  {
    pattern: /^\/transfers\/(?<transfer>[^/]+)$/,
    tag: 'sp-transfer',
    load: () => import('./transfers/transfer-page.js'),
    title: 'Transfer',
    nav: 'transfers',
    list: '/transfers',
  },
  { pattern: /^\/scan$/, tag: 'sp-scan', load: () => import('./scan/scan-page.js'), title: 'Scan', floor: true },
  {
    pattern: /^\/scan\/(?<session>[^/]+)$/,
    tag: 'sp-scan-session',
    load: () => import('./scan/session-page.js'),
    title: 'Scan',
    list: '/scan',
    floor: true,
  },
  { pattern: /^\/tasks$/, tag: 'sp-tasks', load: () => import('./tasks/tasks-page.js'), title: 'Tasks', nav: 'tasks' },
  { pattern: /^\/waves$/, tag: 'sp-waves', load: () => import('./waves/waves-page.js'), title: 'Waves', nav: 'waves' },
  {
    pattern: /^\/waves\/(?<wave>[^/]+)$/,
    tag: 'sp-wave',
    load: () => import('./waves/wave-page.js'),
    title: 'Wave',
    nav: 'waves',
    list: '/waves',
  },
  { pattern: /^\/slow-movers$/, tag: 'sp-slow-movers', load: () => import('./slow/slow-page.js'), title: 'Slow movers', nav: 'slow' },
  { pattern: /^\/counts$/, tag: 'sp-counts', load: () => import('./counts/counts-page.js'), title: 'Counts', nav: 'counts' },
  {
    pattern: /^\/counts\/(?<count>[^/]+)$/,
    tag: 'sp-count',
    load: () => import('./counts/count-page.js'),
    title: 'Count',
    nav: 'counts',
    list: '/counts',
  },
  {
    pattern: /^\/chains\/(?<type>[^/]+)\/(?<document>[^/]+)$/,
    tag: 'sp-chain-page',
    load: () => import('./chains/chain-page.js'),
    title: 'Chain',
    list: '/board',
  },
  {
    pattern: /^\/adjustments$/,
    tag: 'sp-adjustments',
    load: () => import('./adjustments/adjustments-page.js'),
    title: 'Adjustments',
    nav: 'adjustments',
  },
  {
    pattern: /^\/adjustments\/new$/,
    tag: 'sp-propose',
    load: () => import('./adjustments/propose-page.js'),
    title: 'Propose an adjustment',
    nav: 'adjustments',
  },
];
const NOWHERE = { tag: 'sp-nowhere', load: () => import('./shell/nowhere-page.js'), title: 'Not found' };

/** Parameters that every link inside the product keeps. */
const SCOPE = ['company', 'site'];

export function routeOf(pathname) {
  for (const route of ROUTES) {
    const match = route.pattern.exec(pathname);
    if (match) return { ...route, params: decoded(match.groups ?? {}) };
  }
  return { ...NOWHERE, params: {} };
}

const decoded = groups => Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));

export const query = () => new URLSearchParams(location.search);

/** An address inside the product, with company and site of this view. */
export function href(path, parameters = {}) {
  const next = new URLSearchParams();
  for (const name of SCOPE) if (query().get(name)) next.set(name, query().get(name));
  for (const [name, value] of Object.entries(parameters)) if (value) next.set(name, value);
  return next.size ? `${path}?${next}` : path;
}

export function navigate(url, { replace = false } = {}) {
  if (url === location.pathname + location.search) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', url);
  dispatchEvent(new Event('addresschange'));
}

/** Changes parameters of this view; an empty value takes one out. */
export function setQuery(changes, { replace = false } = {}) {
  const next = query();
  for (const [name, value] of Object.entries(changes)) value ? next.set(name, value) : next.delete(name);
  navigate(next.size ? `${location.pathname}?${next}` : location.pathname, { replace });
}

export function startRouter() {
  addEventListener('popstate', () => dispatchEvent(new Event('addresschange')));
  document.addEventListener('click', event => {
    const link = event.target.closest?.('a[href]');
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin || link.target || link.hasAttribute('download') || link.getAttribute('href').startsWith('#'))
      return;
    if (link.pathname.startsWith('/api/') || link.pathname.startsWith('/ui/')) return;
    event.preventDefault();
    navigate(link.pathname + link.search);
  });
}
