#![no_main]

kiosque_fuzz::reads_as!("warc");
