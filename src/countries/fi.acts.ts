import { act } from './tariff.js';

/** The acts that more than one file of Finnish law cites. */

export const perintalaki = act(
  'Laki saatavien perinnästä (513/1999)',
  'https://www.finlex.fi/fi/laki/ajantasa/1999/19990513',
);
export const korkolaki = act('Korkolaki (633/1982)', 'https://www.finlex.fi/fi/laki/ajantasa/1982/19820633');
export const vanhentumislaki = act(
  'Laki velan vanhentumisesta (728/2003)',
  'https://www.finlex.fi/fi/laki/ajantasa/2003/20030728',
);
export const kauppakaari = act('Kauppakaari (3/1734)', 'https://www.finlex.fi/fi/laki/ajantasa/1734/17340003000');
export const verotaytantoonpanolaki = act(
  'Laki verojen ja maksujen täytäntöönpanosta (706/2007)',
  'https://www.finlex.fi/fi/laki/ajantasa/2007/20070706',
);
export const oikeudenkaymiskaari = act(
  'Oikeudenkäymiskaari (4/1734)',
  'https://www.finlex.fi/fi/laki/ajantasa/1734/17340004000',
);
export const ulosottokaari = act('Ulosottokaari (705/2007)', 'https://www.finlex.fi/fi/laki/ajantasa/2007/20070705');
export const ulosottomaksuasetus = act(
  'Asetus ulosottomaksuista (35/1995)',
  'https://www.finlex.fi/fi/laki/ajantasa/1995/19950035',
);
export const arvonlisaverolaki = act(
  'Arvonlisäverolaki (1501/1993)',
  'https://www.finlex.fi/fi/laki/ajantasa/1993/19931501',
);
export const konkurssilaki = act('Konkurssilaki (120/2004)', 'https://www.finlex.fi/fi/laki/ajantasa/2004/20040120');
export const kuluttajansuojalaki = act(
  'Kuluttajansuojalaki (38/1978)',
  'https://www.finlex.fi/fi/laki/ajantasa/1978/19780038',
);

/** Address of an act as it was published. */
export const law = (number: string): string => `https://finlex.fi/fi/laki/alkup/${number}`;

/** 513/1999 as amended on 1 May 2022. */
export const perintalaki2022 = (section: string) => perintalaki(`${section} (299/2022)`, 'high', law('2022/20220299'));
