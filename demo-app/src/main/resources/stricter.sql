ALTER TABLE order_items ADD CONSTRAINT at_most_100_pieces CHECK (quantity <= 100);
