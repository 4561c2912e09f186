export { verifySync } from 'otplib';
