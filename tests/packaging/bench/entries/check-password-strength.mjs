export { passwordStrength } from 'check-password-strength';
