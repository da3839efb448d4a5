namespace loyalane { namespace profile {} }
