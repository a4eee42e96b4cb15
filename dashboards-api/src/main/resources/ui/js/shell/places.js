/** Where one can go: the groups of the navigation, and with g and a letter from anywhere. Pure. */
export const GROUPS = [
  {
    name: '',
    places: [
      { nav: 'board', path: '/board', name: 'KPI board', mark: 'board', letter: 'd' },
      { nav: 'queue', path: '/queue', name: 'Exceptions', mark: 'queue', letter: 'q' },
      { nav: 'parity', path: '/parity', name: 'Parity', mark: 'shield', letter: 'e' },
    ],
  },
  {
    name: 'Sell',
    places: [
      { nav: 'orders', path: '/orders', name: 'Orders', mark: 'order', letter: 'o' },
      { nav: 'invoices', path: '/invoices', name: 'Invoices', mark: 'bill', letter: 'i' },
      { nav: 'returns', path: '/returns', name: 'Returns', mark: 'undo', letter: 'b' },
    ],
  },
  {
    name: 'Buy',
    places: [
      { nav: 'purchasing', path: '/purchasing', name: 'Purchasing', mark: 'cart', letter: 'p' },
      { nav: 'receiving', path: '/receiving', name: 'Receiving', mark: 'dock', letter: 'r' },
    ],
  },
  {
    name: 'Store',
    places: [
      { nav: 'stock', path: '/stock', name: 'Stock', mark: 'box', letter: 's' },
      { nav: 'tasks', path: '/tasks', name: 'Tasks', mark: 'flag', letter: 'w' },
      { nav: 'waves', path: '/waves', name: 'Waves', mark: 'replay', letter: 'v' },
      { nav: 'transfers', path: '/transfers', name: 'Transfers', mark: 'transfer', letter: 't' },
      { nav: 'scan', path: '/scan', name: 'Scan', mark: 'scan', letter: 'w' },
      { nav: 'counts', path: '/counts', name: 'Counts', mark: 'count', letter: 'c' },
      { nav: 'adjustments', path: '/adjustments', name: 'Adjustments', mark: 'adjust', letter: 'a' },
      { nav: 'slow', path: '/slow-movers', name: 'Slow movers', mark: 'clock', letter: 'm' },
    ],
  },
];

export const PLACES = GROUPS.flatMap(group => group.places);
