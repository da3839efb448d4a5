namespace loyalane { namespace segment {} }
