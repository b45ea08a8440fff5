/** A rule of a security group for TCP on the port of HTTPS. Rules for other traffic are left out. */
export type HttpsRule =
  | { readonly kind: 'addresses'; readonly cidr: string }
  | { readonly kind: 'group'; readonly groupId: string };

export type SecurityGroup = {
  readonly id: string;
  readonly logicalId: string;
  readonly vpcId: string;
  readonly egress: readonly HttpsRule[];
  readonly ingress: readonly HttpsRule[];
};

/** Where a subnet sends traffic for addresses outside of its VPC. */
export type DefaultRoute =
  | { readonly kind: 'internet gateway'; readonly id: string }
  | { readonly kind: 'NAT gateway'; readonly id: string };

export type Subnet = {
  readonly id: string;
  readonly logicalId: string;
  readonly vpcId: string;
  readonly cidr: string;
  /** The associated route table. Undefined: the main route table of the VPC, which only has the local route. */
  readonly routeTable: string | undefined;
  /** Undefined: the route table has no route for 0.0.0.0/0. */
  readonly defaultRoute: DefaultRoute | undefined;
};

export type NatGateway = {
  readonly id: string;
  readonly logicalId: string;
  readonly subnetId: string;
  readonly isPublic: boolean;
};

/** An interface endpoint with private DNS: every host name of the service leads to it in the whole VPC. */
export type InterfaceEndpoint = {
  readonly logicalId: string;
  readonly vpcId: string;
  /** For instance `secretsmanager`. */
  readonly service: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
};

export type Vpc = {
  readonly id: string;
  readonly logicalId: string;
  readonly hasDns: boolean;
  /** Internet gateways that are attached to the VPC. */
  readonly internetGatewayIds: readonly string[];
};

/** The networks of a template. */
export type Network = {
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  readonly natGateways: readonly NatGateway[];
  readonly securityGroups: readonly SecurityGroup[];
  readonly endpoints: readonly InterfaceEndpoint[];
};

/** Where a function is connected to a VPC. */
export type VpcConnection = {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
};
