import type { Agency } from './platform.js';

/** The agency that letters speak for. Every number in it is an invented or official example. */
export const AGENCY: Agency = {
  name: 'Fordring Inkasso AS',
  organisationNumber: '123456785',
  addressLines: ['Postboks 1', '0001 Oslo'],
  country: 'NO',
  email: 'post@fordring.example',
  phone: '+47 00 00 00 00',
  accounts: { NO: '9999 00 00006', SE: '5402-9681', FI: 'FI21 1234 5600 0007 85' },
};
