package dev.dualwrite.dialect;

/**
 * The neutral form of a value between two databases: always a class of the Java platform, since the
 * two drivers may be loaded twice. Where a value has no equal in the named class (infinity, a date
 * before Christ, a zero date) it is the vendor's own text.
 */
public enum ValueForm {
  /** {@link Boolean}. */
  BOOLEAN,
  /** {@link Long}. */
  INTEGER,
  /** {@link java.math.BigDecimal}; PostgreSQL's and H2's NaN and infinities are text. */
  DECIMAL,
  /** {@link Float}. */
  REAL,
  /** {@link Double}. */
  DOUBLE,
  /** {@link String}: characters. */
  TEXT,
  /** {@code byte[]}. */
  BYTES,
  /** {@link java.time.LocalDate}. */
  DATE,
  /** {@link java.time.LocalTime}; 24:00 and times beyond a day are text. */
  TIME,
  /** {@link java.time.OffsetTime}. */
  ZONED_TIME,
  /** {@link java.time.LocalDateTime}. */
  TIMESTAMP,
  /** {@link java.time.OffsetDateTime}: an instant; which offset it is told in may not survive. */
  ZONED_TIMESTAMP,
  /** {@link java.util.UUID}. */
  UUID,
  /** {@link String}: JSON text. */
  JSON,
  /** {@link BitString}. */
  BITS,
  /** {@link ArrayValue}. */
  ARRAY,
  /** {@link String}: the vendor's own text of a type that only this vendor has. */
  VENDOR_TEXT
}
