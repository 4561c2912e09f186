export { default } from 'password-validator';
