export { load, open } from 'wicketgate';
