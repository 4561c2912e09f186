export { load } from 'wicketgate';
