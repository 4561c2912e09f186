export { default } from 'zxcvbn';
