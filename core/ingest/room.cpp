namespace loyalane { namespace ingest {} }
